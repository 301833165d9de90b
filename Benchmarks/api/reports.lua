-- Reports of four values, each under a key of its own; another report for the same period corrects the one before.
local function lines(name)
  local list = {}
  for line in io.lines(os.getenv(name)) do list[#list + 1] = line end
  return list
end
local actors, indicators = lines("ACTORS"), lines("INDICATORS")
local token, first, last, today = os.getenv("TOKEN"), os.getenv("FIRST"), os.getenv("LAST"), os.getenv("TODAY")
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init()
  math.randomseed(os.time() * 10 + number)
  count = 0
  run = tostring(os.time()) .. "-" .. math.random(1000000)
end

function request()
  count = count + 1
  local cells = {}
  for index, code in ipairs(indicators) do
    cells[index] = string.format('{"indicator": "%s", "state": "reported", "value": %d}', code, math.random(1, 99))
  end
  local body = string.format(
    '{"actor": "%s", "period": {"first_on": "%s", "last_on": "%s"}, "submitted_on": "%s", "cells": [%s]}',
    actors[math.random(#actors)], first, last, today, table.concat(cells, ", "))
  return wrk.format("POST", nil, {
    ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = string.format("%s-%d-%d", run, number, count),
  }, body)
end
