print("peer-protocol")
