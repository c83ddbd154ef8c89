-- Takes up to ARGV[1] of the accounts KEYS[1] that are due, which puts them off by ARGV[2] milliseconds,
-- and keeps in KEYS[2] since when they have been due.
-- Returns for how many milliseconds the first one has been due, taken or not, and those that have been taken.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local earliest = now
for i, key in ipairs(KEYS) do
	local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
	if first[2] then
		earliest = math.min(earliest, tonumber(first[2]))
	end
end
local results = { string.format('%d', now - earliest) }
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'WITHSCORES', 'LIMIT', 0, ARGV[1])
for i = 1, #due, 2 do
	redis.call('ZADD', KEYS[2], 'NX', due[i + 1], due[i])
	redis.call('ZADD', KEYS[1], now + ARGV[2], due[i])
	results[#results + 1] = due[i]
end
return results
