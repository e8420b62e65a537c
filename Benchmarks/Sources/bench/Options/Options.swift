import Foundation

/// What the command line asks for.
struct Options: Equatable {
  /// What to do: measure, or draw again what was measured.
  enum Command: String {
    case run
    case plot
    case counts
  }

  var command = Command.run
  var suites: [Suite] = []
  /// `nil`: the suite's own number.
  var rounds: Int?
  /// `nil`: the suite's own number.
  var orders: Int?
  var seed = 1
  var diskDirectory = NSTemporaryDirectory()
  var memoryDirectory = "/dev/shm"
  /// `nil`: the suite's own media.
  var media: [Medium]?
  var withPostgreSQL = false
  var withPython = false
  /// The growth suite goes on to a million orders.
  var full = false
  /// The folder with the built peers. `nil`: where this program is.
  var programs: String?
  /// The `order-ledger` tool, for the real year. `nil`: beside the peers.
  var tool: String?
  /// The folder with PostgreSQL's and Python's programs.
  var peersDirectory: String?
  /// The real year's rows, unpacked.
  var dataFile: String?
  var output: String?
  /// The file that `plot` draws from.
  var results: String?
  /// The file with the committed instruction counts.
  var thresholds: String?
  /// `counts` writes what it measured as the new thresholds.
  var update = false
  var help = false
}
