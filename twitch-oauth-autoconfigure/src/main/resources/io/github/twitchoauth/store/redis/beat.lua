-- Shows others that the owner of the claim ARGV[1] is at work. Returns whether it has the claim.
if redis.call('HGET', KEYS[1], 'claim') ~= ARGV[1] then
	return 0
end
redis.call('HINCRBY', KEYS[1], 'beat', 1)
return 1
