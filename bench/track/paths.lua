-- Asks for the next recipient's address each time, so that no cache makes the work easier than it is.
local before, after = os.getenv("BEFORE"), os.getenv("AFTER")
local paths = {}
for token in io.lines(os.getenv("TOKENS")) do
  paths[#paths + 1] = wrk.format("GET", before .. token .. after)
end
local place = 0
request = function()
  place = place + 1
  if place > #paths then place = 1 end
  return paths[place]
end
