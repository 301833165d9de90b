-- A page of scores, as a program asks for it.
wrk.headers["Authorization"] = "Bearer " .. os.getenv("READER")
