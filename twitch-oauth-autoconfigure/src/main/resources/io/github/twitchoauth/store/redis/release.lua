-- Clears the claim ARGV[1].
if redis.call('HGET', KEYS[1], 'claim') == ARGV[1] then
	redis.call('HDEL', KEYS[1], 'claim', 'beat')
end
return 1
