-- Asks for the next recipient's address each time, so that no cache makes the work easier than it is.
local paths = {}
local place = 0

init = function()
  local before, after = os.getenv("BEFORE"), os.getenv("AFTER")
  for token in io.lines(os.getenv("TOKENS")) do
    paths[#paths + 1] = wrk.format("GET", before .. token .. after)
  end
end

request = function()
  place = place % #paths + 1
  return paths[place]
end
