-- The log of a hub. Redis runs this script without anything else in between.
--
-- KEYS  state, stream, ids, answers, expiries: see RedisEventLog
-- ARGV  command, nonce, now, most events, most bytes, oldest time, seen epoch, seen head, seen mark,
--       and what the command takes
--
-- Answers epoch, tail, head, mark, and what the command gives. An error before the first write leaves
-- everything as it was; Redis refuses the first write when it is a replica or out of memory, later ones never.

local STATE, STREAM, IDS, ANSWERS, EXPIRIES = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local COMMAND, NONCE, NOW = ARGV[1], ARGV[2], tonumber(ARGV[3])
local MOST_EVENTS, MOST_BYTES, OLDEST_TIME = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local SEEN_EPOCH, SEEN_HEAD, SEEN_MARK = ARGV[7], tonumber(ARGV[8]), ARGV[9]
local FIRST = 10

-- Entries taken from the stream at once: an entry may be a megabyte.
local SLICE = 16
-- Arguments to one command, an even number of them: Lua's stack is bounded.
local MANY = 500

local epoch, tail, head, bytes, oldest, mark
local changed = false

-- Lua would write large numbers as 1e+15.
local function number(value)
  return string.format('%.0f', value)
end

local function entry_id(offset)
  return number(offset) .. '-0'
end

-- Fields of an entry, in the order in which append writes them.
local UPDATE, WEIGHT, TIME, ID, MARK = 2, 4, 6, 8, 10

-- What should be there is: otherwise loops below would never end.
local function entries(first, count)
  local found = redis.call('XRANGE', STREAM, entry_id(first), '+', 'COUNT', count)
  if #found == 0 or found[1][1] ~= entry_id(first) then
    error('somebody else changed the stream of the log')
  end
  return found
end

-- The length comes first, so that no id is the beginning of another. Among members of one id the oldest
-- is the least.
local function id_prefix(id)
  return struct.pack('>I4', #id) .. id
end

local function id_member(id, offset)
  return id_prefix(id) .. string.format('%016x', offset)
end

local function save()
  redis.call('HSET', STATE, 'epoch', epoch, 'tail', number(tail), 'head', number(head),
    'bytes', number(bytes), 'oldest', number(oldest), 'mark', mark)
end

-- Whether the log still holds what the caller once saw as its end. It does not when Redis came back without
-- its last second, or a replica took over that had not got everything; offsets would be given twice.
local function has_kept_its_end()
  if SEEN_EPOCH ~= epoch or SEEN_HEAD <= tail and SEEN_HEAD < head then
    return true
  end
  if SEEN_HEAD >= head then
    return SEEN_HEAD == head and SEEN_MARK == mark
  end
  local seen = entries(SEEN_HEAD, 1)[1]
  return seen[2][MARK] == SEEN_MARK
end

local function open()
  local state = redis.call('HMGET', STATE, 'epoch', 'tail', 'head', 'bytes', 'oldest', 'mark')
  epoch, mark = state[1], state[6] or ''
  tail, head = tonumber(state[2] or 0), tonumber(state[3] or 0)
  bytes, oldest = tonumber(state[4] or 0), tonumber(state[5] or 0)
  local retained = head - tail
  if not epoch or redis.call('XLEN', STREAM) ~= retained or redis.call('ZCARD', IDS) ~= retained then
    -- Never there, flushed, or evicted in part.
    redis.call('UNLINK', STREAM, IDS)
    epoch, tail, bytes, oldest = NONCE, head, 0, 0
    save()
  elseif not has_kept_its_end() then
    epoch = NONCE
    save()
  end
end

local function must_trim()
  local retained = head - tail
  return retained > MOST_EVENTS or retained > 1 and bytes > MOST_BYTES or retained > 0 and oldest < OLDEST_TIME
end

-- A single update stays even if it alone is heavier than the bound.
local function trim()
  local former = tail
  local count = math.min(math.max(head - tail - MOST_EVENTS, 0) + 1, SLICE)
  while must_trim() do
    local members = {}
    for _, entry in ipairs(entries(tail + 1, count)) do
      local fields = entry[2]
      oldest = tonumber(fields[TIME])
      if not must_trim() then
        break
      end
      tail = tail + 1
      bytes = bytes - tonumber(fields[WEIGHT])
      members[#members + 1] = id_member(fields[ID], tail)
    end
    if #members > 0 then
      redis.call('ZREM', IDS, unpack(members))
    end
    count = SLICE
  end
  if tail > former then
    redis.call('XTRIM', STREAM, 'MINID', '=', entry_id(tail + 1))
    changed = true
  end
end

local function first_answer(key)
  local expiry = redis.call('ZSCORE', EXPIRIES, key)
  return expiry and tonumber(expiry) > NOW and redis.call('HGET', ANSWERS, key)
end

-- Bounded per append, and more than an append adds: after a flood of keys it takes a few.
local function forget_keys(most)
  for _ = 1, 4 do
    local expired = redis.call('ZRANGEBYSCORE', EXPIRIES, '-inf', number(NOW), 'LIMIT', 0, MANY)
    if #expired == 0 then
      break
    end
    redis.call('ZREM', EXPIRIES, unpack(expired))
    redis.call('HDEL', ANSWERS, unpack(expired))
  end
  local excess = redis.call('ZCARD', EXPIRIES) - most
  while excess > 0 do
    local popped = redis.call('ZPOPMIN', EXPIRIES, math.min(excess, MANY))
    for i = 1, #popped, 2 do
      redis.call('HDEL', ANSWERS, popped[i])
    end
    excess = excess - MANY
  end
end

-- Gives the member for its id.
local function add(id, weight, update)
  if head == tail then
    oldest = NOW
  end
  head = head + 1
  bytes = bytes + tonumber(weight)
  redis.call('XADD', STREAM, entry_id(head),
    'u', update, 'w', weight, 't', number(NOW), 'i', id, 'm', mark)
  changed = true
  return id_member(id, head)
end

local function index(members)
  for first = 1, #members, MANY do
    redis.call('ZADD', IDS, unpack(members, first, math.min(first + MANY - 1, #members)))
  end
end

-- Takes the time a key expires, the number of keys to remember, and for each update its id, its weight, 'k' and
-- its key or nothing, and its bytes. Gives for each the id that its key was answered with before, or nil.
local function append()
  local expiry, most_keys = ARGV[FIRST], tonumber(ARGV[FIRST + 1])
  local answers, members, remembered = {}, {}, false
  for at = FIRST + 2, #ARGV, 4 do
    local id, weight, key, update = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
    local answer = key ~= '' and first_answer(key)
    if not answer then
      if not changed then
        mark = string.sub(NONCE, 1, 8)
      end
      members[#members + 1] = 0
      members[#members + 1] = add(id, weight, update)
      if key ~= '' then
        redis.call('ZADD', EXPIRIES, expiry, key)
        redis.call('HSET', ANSWERS, key, id)
        remembered = true
      end
    end
    answers[#answers + 1] = answer
  end
  index(members)
  if remembered then
    forget_keys(most_keys)
  end
  trim()
  return answers
end

-- Takes epoch, offset, most updates, most bytes. Gives the bytes of updates, or nil when they are gone.
local function read()
  local after, most, budget = tonumber(ARGV[FIRST + 1]), tonumber(ARGV[FIRST + 2]), tonumber(ARGV[FIRST + 3])
  trim()
  if ARGV[FIRST] ~= epoch or after < tail or after > head then
    return false
  end
  local updates, weight = {}, 0
  while after + #updates < head and #updates < most and weight < budget do
    for _, entry in ipairs(entries(after + #updates + 1, math.min(SLICE, most - #updates))) do
      if weight >= budget then
        break
      end
      updates[#updates + 1] = entry[2][UPDATE]
      weight = weight + tonumber(entry[2][WEIGHT])
    end
  end
  return updates
end

-- Takes an id. Gives the offset and the bytes of the oldest update that bears it, or nil.
local function find()
  trim()
  local prefix = id_prefix(ARGV[FIRST])
  local member = redis.call('ZRANGEBYLEX', IDS, '[' .. prefix .. '0', '(' .. prefix .. 'g', 'LIMIT', 0, 1)[1]
  if not member then
    return false
  end
  local offset = tonumber(string.sub(member, -16), 16)
  return {offset, entries(offset, 1)[1][2][UPDATE]}
end

local function bounds()
  trim()
  return false
end

open()
local result = ({append = append, read = read, find = find, bounds = bounds})[COMMAND]()
if changed then
  save()
end
return {epoch, tail, head, mark, result}
