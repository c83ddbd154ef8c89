-- Gives those of the leases KEYS back that are ARGV[1]'s. Each was last served the number of milliseconds ago that
-- follows in ARGV.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i, key in ipairs(KEYS) do
	if redis.call('HGET', key, 'owner') == ARGV[1] then
		redis.call('HDEL', key, 'owner')
		redis.call('HSET', key, 'renewedAt', now, 'servedUntil', now - ARGV[i + 1])
	end
end
return {}
