tickets = ["494", "495"]
