-- Replaces the document by ARGV[2], or removes it if that is empty, and clears the claim ARGV[1].
-- Returns whether that has been done, by this call or by an earlier one whose answer got lost.
if redis.call('HGET', KEYS[1], 'claim') ~= ARGV[1] then
	return redis.call('HGET', KEYS[1], 'replacedBy') == ARGV[1] and 1 or 0
end
if (redis.call('HGET', KEYS[1], 'document') or '') ~= ARGV[2] then
	redis.call('HINCRBY', KEYS[1], 'version', 1)
end
if ARGV[2] == '' then
	redis.call('HDEL', KEYS[1], 'document')
else
	redis.call('HSET', KEYS[1], 'document', ARGV[2])
end
redis.call('HSET', KEYS[1], 'replacedBy', ARGV[1])
redis.call('HDEL', KEYS[1], 'claim', 'beat')
return 1
