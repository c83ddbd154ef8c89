-- Renews those of the leases KEYS that are ARGV[1]'s and have not expired. Each was last served the number of
-- milliseconds ago that follows in ARGV. Returns 1 for each that has been renewed, and 0 for others.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local results = {}
for i, key in ipairs(KEYS) do
	results[i] = 0
	local lease = redis.call('HMGET', key, 'owner', 'renewedAt', 'duration')
	if lease[1] == ARGV[1] and lease[2] + lease[3] > now then
		redis.call('HSET', key, 'renewedAt', now, 'servedUntil', now - ARGV[i + 1])
		results[i] = 1
	end
end
return results
