import CBenchWorkload

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a peer is told to do.
public struct Arguments: Sendable {
  /// The database file.
  public let db: String
  /// How many orders.
  public let orders: UInt64
  /// Of the workload.
  public let seed: UInt64
  /// Whether each commit is flushed.
  public let full: Bool
  /// Concurrent callers.
  public let callers: UInt64
  /// Operations in a transaction.
  public let batch: UInt64
  /// What to do, in this order.
  public let phases: [String]
  private let flags: Set<String>
  private let texts: [String: String]

  /// Something that one peer takes besides: a name like `--keys`, or with a value `--count OP:K`.
  public struct Option {
    let name: String
    let help: String

    /// An option and what it does.
    public init(_ name: String, _ help: String) {
      self.name = name
      self.help = help
    }

    var key: String { String(name.prefix { $0 != " " }) }
    var takesValue: Bool { name.contains(" ") }
  }

  /// Reads the command line; says what is wrong with it, or the help, and exits.
  public init(peer: String, options: [Option] = []) {
    let count = options.count
    let flagCells = UnsafeMutablePointer<Bool>.allocate(capacity: count)
    let textCells = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: count)
    flagCells.initialize(repeating: false, count: count)
    textCells.initialize(repeating: nil, count: count)
    defer {
      flagCells.deallocate()
      textCells.deallocate()
    }
    // The names live as long as the process: there are few, and the help may print them.
    let table = options.enumerated().map { index, option in
      bench_option(
        name: strdup(option.name), help: strdup(option.help),
        text: option.takesValue ? textCells + index : nil,
        flag: option.takesValue ? nil : flagCells + index)
    }
    let found = bench_parse(
      CommandLine.argc, CommandLine.unsafeArgv, peer, table, table.count)
    guard let path = found.db, found.orders > 0 else {
      fail("--db and --orders are needed; see --help")
    }
    db = String(cString: path)
    orders = found.orders
    seed = found.seed
    full = found.full
    callers = found.callers
    batch = found.batch
    phases = String(cString: found.phases).split(separator: ",").map(String.init)
    flags = Set(options.indices.filter { flagCells[$0] }.map { options[$0].key })
    texts = Dictionary(
      uniqueKeysWithValues: options.indices.compactMap { index in
        textCells[index].map { (options[index].key, String(cString: $0)) }
      })
  }

  /// Whether an option without a value was given.
  public func has(_ name: String) -> Bool { flags.contains(name) }
  /// The value of an option.
  public func text(_ name: String) -> String? { texts[name] }
  /// The value of an option that takes a number above zero.
  public func number(_ name: String) -> Int? {
    guard let text = texts[name] else { return nil }
    guard let number = Int(text), number > 0 else {
      fail("\(name) takes a number above 0, not '\(text)'")
    }
    return number
  }
}

/// Says on stderr what is wrong and exits with 1.
public func fail(_ message: String) -> Never {
  warn("error: " + message)
  exit(1)
}

/// Says something on stderr.
public func warn(_ message: String) {
  bench_say(message)
}
