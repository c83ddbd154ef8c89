-- Takes those of the leases KEYS that are free or ARGV[1]'s already, for ARGV[2] milliseconds.
-- Returns for each how long before that it was last served, -1 if it had never been taken, -2 if it belongs to
-- somebody else. Only what is taken for the first time counts as served.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local results = {}
for i, key in ipairs(KEYS) do
	local lease = redis.call('HMGET', key, 'owner', 'renewedAt', 'duration', 'servedUntil')
	if not lease[1] or lease[1] == ARGV[1] or lease[2] + lease[3] <= now then
		results[i] = lease[4] and math.max(0, now - lease[4]) or -1
		redis.call('HSET', key, 'owner', ARGV[1], 'renewedAt', now, 'duration', ARGV[2])
		redis.call('HSETNX', key, 'servedUntil', now)
		redis.call('HINCRBY', key, 'epoch', 1)
	else
		results[i] = -2
	end
end
return results
