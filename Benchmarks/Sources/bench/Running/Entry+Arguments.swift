import Foundation

extension Entry {
  /// The arguments of the peers' protocol.
  func arguments(database: URL, orders: Int, seed: Int, phases: [String]? = nil) -> [String] {
    var arguments = [
      "--db", database.path, "--orders", String(orders), "--seed", String(seed),
      "--sync", sync.rawValue, "--json",
    ]
    if callers > 1 { arguments += ["--callers", String(callers)] }
    if batch > 1 { arguments += ["--batch", String(batch)] }
    if let phases { arguments += ["--phases", phases.joined(separator: ",")] }
    switch peer {
    case .grdbRecords: arguments += ["--style", "records"]
    case .grdbRaw: arguments += ["--style", "raw"]
    case .python: arguments += ["--style", "sqlite3"]
    case .sqlAlchemy: arguments += ["--style", "sqlalchemy"]
    case .lean, .ledger, .floor, .postgresql: break
    }
    return arguments
  }
}
