/// A program that does the workload.
enum Peer: String, Codable, CaseIterable {
  case lean = "lean-c"
  case ledger
  case floor
  case grdbRecords = "grdb-records"
  case grdbRaw = "grdb-raw"
  case postgresql
  case python = "python-sqlite3"
  case sqlAlchemy = "sqlalchemy"

  /// The name in tables.
  var title: String {
    switch self {
    case .lean: "lean C"
    case .ledger: "OrderLedger"
    case .floor: "floor (its SQL from C)"
    case .grdbRecords: "GRDB records"
    case .grdbRaw: "GRDB raw"
    case .postgresql: "PostgreSQL"
    case .python: "Python sqlite3"
    case .sqlAlchemy: "SQLAlchemy"
    }
  }
}
