email = "ada@example.com"
