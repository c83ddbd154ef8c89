-- Makes accounts of KEYS[1] due: ARGV has each with the milliseconds until then. They are no longer taken.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 1, #ARGV, 2 do
	redis.call('ZADD', KEYS[1], 'XX', now + ARGV[i + 1], ARGV[i])
	redis.call('ZREM', KEYS[2], ARGV[i])
end
return {}
