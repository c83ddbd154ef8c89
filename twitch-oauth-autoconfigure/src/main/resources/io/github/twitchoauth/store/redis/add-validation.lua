-- Adds the account ARGV[1] to those that are due, in ARGV[2] milliseconds, unless it is there.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZADD', KEYS[1], 'NX', now + ARGV[2], ARGV[1])
