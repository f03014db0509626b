-- The map that the nodes of a hub share: a hash of values, each after its expiry and a colon.
--
-- KEYS  map
-- ARGV  command, now, and what the command takes

local MAP = KEYS[1]
local COMMAND, NOW = ARGV[1], tonumber(ARGV[2])

local function alive(entry)
  return entry and tonumber(string.match(entry, '^%-?%d+')) > NOW
end

local function value(entry)
  return string.sub(entry, string.find(entry, ':', 1, true) + 1)
end

local function put(key, text, expiry)
  redis.call('HSET', MAP, key, expiry .. ':' .. text)
end

local function put_if_absent(key, text, expiry)
  local kept = redis.call('HGET', MAP, key)
  if alive(kept) then
    return value(kept)
  end
  put(key, text, expiry)
  return text
end

local function remove(key)
  redis.call('HDEL', MAP, key)
end

-- Gives keys and values in turn, and forgets what has expired.
local function all()
  local entries, living = redis.call('HGETALL', MAP), {}
  for i = 1, #entries, 2 do
    if alive(entries[i + 1]) then
      living[#living + 1] = entries[i]
      living[#living + 1] = value(entries[i + 1])
    else
      redis.call('HDEL', MAP, entries[i])
    end
  end
  return living
end

local commands = {put = put, putIfAbsent = put_if_absent, remove = remove, all = all}
return commands[COMMAND](ARGV[3], ARGV[4], ARGV[5])
