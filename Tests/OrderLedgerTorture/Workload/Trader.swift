import OrderLedger

/// An endless row of commands of one writer, of every kind: in turn one of a ``Shopper``, who buys what
/// all others buy, and one of the workload, under names of the writer's own.
///
/// Like a shopper's they ask nobody else: the n-th is the same whoever asks, and can be carried out
/// whatever other writers do.
struct Trader {
  /// Not among them: what concerns all writers' orders, and what has to know a journal transaction's
  /// number, which is anybody's guess where several write.
  static let leftOut: Set<String> = ["closePeriod", "expireHolds", "reverse", "setPolicy"]

  let name: String
  private let shopper: Shopper
  private let workload: SoakWorkload
  private let numbers: [Int]

  init(_ name: String, _ workload: SoakWorkload) {
    self.name = name
    self.workload = workload
    shopper = Shopper(name: name)
    numbers = Workload.standard.indices.filter {
      !Self.leftOut.contains(Workload.standard[$0].action.name)
    }
  }

  /// So many commands have everything in them; those that follow are the same under other names.
  var cycle: Int { 2 * numbers.count }

  /// Whether a command and the one after it are carried out in one transaction: both are there, or neither.
  static func isPair(_ number: Int) -> Bool { number % 16 == 6 }

  func command(_ number: Int) throws -> Command {
    guard number % 2 == 1 else { return shopper.command(number / 2) }
    let round = number / 2 / numbers.count
    return try workload.command(
      numbers[number / 2 % numbers.count], suffix: "-\(name)-\(round)")
  }
}
