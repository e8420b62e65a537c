print("order-ledger")
