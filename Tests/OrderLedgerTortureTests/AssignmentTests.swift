import Testing

@testable import OrderLedgerTorture

@Suite struct AssignmentTests {
  private static func asked(_ words: String...) throws -> [Assignment] {
    try Assignment.all(Options(words))
  }

  @Test func `without more every tier runs, and every control of it`() throws {
    var expected: [Assignment] = []
    for tier in Tier.allCases {
      expected.append(Assignment(tier: tier, control: nil))
      expected += tier.controls.map { Assignment(tier: tier, control: $0) }
    }
    #expect(try Self.asked("nightly") == expected)
  }

  @Test func `with a count of one's own no control runs`() throws {
    #expect(
      try Self.asked("faults", "--count", "3") == [Assignment(tier: .faults, control: nil)])
  }

  @Test(arguments: Tier.allCases)
  func `to do nothing is refused, and with faults it is to fail every call`(tier: Tier) throws {
    let options = try Options([tier.rawValue, "--count", "0"])
    if tier == .faults {
      #expect(try Assignment.all(options) == [Assignment(tier: tier, control: nil)])
    } else {
      #expect(throws: TortureError.self) { try Assignment.all(options) }
    }
    #expect(throws: TortureError.self) { try Self.asked("--count", "0") }
    #expect(try Self.asked(tier.rawValue, "--count", "1").count == 1)
  }

  @Test func `every control is one that some tier runs by itself`() throws {
    for control in Control.allCases {
      let found = try Self.asked("--control", control.rawValue)
      #expect(!found.isEmpty)
      #expect(found.allSatisfy { $0.control == control && $0.tier.controls.contains(control) })
    }
  }

  /// Of every tier and every control: it runs, or it is refused. That nothing is run and passes is
  /// no third way.
  @Test(arguments: Tier.allCases, Control.allCases)
  func `a control that is asked for runs, or is refused`(tier: Tier, control: Control) throws {
    let counts: [[String]] = [[], ["--count", "5"]]
    for count in counts {
      let words = [tier.rawValue, "--control", control.rawValue] + count
      let options = try Options(words)
      if tier.takes(control) {
        #expect(try Assignment.all(options) == [Assignment(tier: tier, control: control)])
      } else {
        let error = #expect(throws: TortureError.self) { try Assignment.all(options) }
        let text = error?.description ?? ""
        #expect(text.contains(tier.rawValue) && text.contains(control.rawValue))
        #expect(text.contains("allowed: "))
      }
    }
  }

  @Test func `a split cancellation can be asked for where kills and power cuts see it`() {
    #expect(Tier.kill.takes(.splitCancellation) && Tier.powerLoss.takes(.splitCancellation))
    // Nothing is left out of the library, and no power is cut: this could not be red.
    #expect(!Tier.kill.takes(.synchronousNormal) && !Tier.faults.takes(.wrongModel))
    #expect(!Tier.strings.takes(.splitCancellation))
  }
}
