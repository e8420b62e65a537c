extension Options {
  /// Reads the arguments after the program's name. Throws ``Failure`` with what was expected.
  init(arguments: [String]) throws {
    self.init()
    var rest = arguments[...]
    if let first = rest.first, let named = Command(rawValue: first) {
      command = named
      rest.removeFirst()
    }
    while let flag = rest.popFirst() {
      try apply(flag, &rest)
    }
    if help { return }
    if command == .run, suites.isEmpty { suites = [.quick] }
    if command == .plot, results == nil || output == nil {
      throw Failure("plot needs --results FILE and --output DIR.")
    }
  }

  private mutating func apply(_ flag: String, _ rest: inout ArraySlice<String>) throws {
    func value() throws -> String {
      guard let value = rest.popFirst() else { throw Failure("\(flag) needs a value.") }
      return value
    }
    func number(_ range: ClosedRange<Int>) throws -> Int {
      let text = try value()
      guard let number = Int(text), range.contains(number) else {
        throw Failure(
          "\(flag) needs a number from \(range.lowerBound) to \(range.upperBound), not \(text).")
      }
      return number
    }
    switch flag {
    case "--suite": suites += try Self.list(flag, try value())
    case "--medium": media = try Self.list(flag, try value())
    case "--rounds": rounds = try number(1...99)
    case "--orders": orders = try number(100...10_000_000)
    case "--seed": seed = try number(0...Int(Int32.max))
    case "--disk-dir": diskDirectory = try value()
    case "--memory-dir": memoryDirectory = try value()
    case "--peers-dir": peersDirectory = try value()
    case "--programs": programs = try value()
    case "--tool": tool = try value()
    case "--data": dataFile = try value()
    case "--output": output = try value()
    case "--results": results = try value()
    case "--thresholds": thresholds = try value()
    case "--with-postgresql": withPostgreSQL = true
    case "--with-python": withPython = true
    case "--full": full = true
    case "--update": update = true
    case "--help", "-h": help = true
    default: throw Failure("Unknown argument \(flag); --help lists them.")
    }
  }

  /// A list of names with commas.
  private static func list<Name>(_ flag: String, _ text: String) throws -> [Name]
  where Name: RawRepresentable & CaseIterable, Name.RawValue == String {
    try text.split(separator: ",").map { part in
      guard let name = Name(rawValue: String(part)) else {
        let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure("\(flag): there is no \(part); there are: \(known).")
      }
      return name
    }
  }
}
