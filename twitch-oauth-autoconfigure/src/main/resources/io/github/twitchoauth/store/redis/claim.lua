-- Sets the claim ARGV[1] if the present one is ARGV[2], where an empty text is none.
-- Returns the claim that is there afterwards.
local claim = redis.call('HGET', KEYS[1], 'claim')
local present = claim and (claim .. ':' .. redis.call('HGET', KEYS[1], 'beat')) or ''
if present ~= ARGV[2] then
	return present
end
redis.call('HSET', KEYS[1], 'claim', ARGV[1], 'beat', 0, 'clientId', ARGV[3], 'account', ARGV[4])
return ARGV[1]
