@_exported public import OrderLedgerModel
