// The target of the guides: it holds no code of its own, and exists only while documentation is
// built (see `Scripts/docs`).
@_exported import OrderLedger
