import Testing

@testable import bench

@Suite struct OptionsTests {
  @Test func `without arguments, the quick suite runs`() throws {
    let options = try Options(arguments: [])
    #expect(options.command == .run)
    #expect(options.suites == [.quick])
  }

  @Test func `suites are a list, and all is every one but quick`() throws {
    let options = try Options(arguments: ["--suite", "floor,real-year", "--rounds", "5"])
    #expect(options.suites == [.floor, .realYear])
    #expect(options.rounds == 5)
    #expect(Set(Suite.all.members) == Set(Suite.allCases).subtracting([.quick, .all]))
  }

  @Test(arguments: [
    (["--suite", "fast"], "there is no fast"), (["--rounds", "0"], "a number from 1 to 99"),
    (["--orders"], "--orders needs a value"), (["--fast"], "Unknown argument --fast"),
    (["plot"], "plot needs --results"),
  ])
  func `what can't be understood is said`(arguments: [String], expected: String) {
    let failure = #expect(throws: Failure.self) { try Options(arguments: arguments) }
    #expect(failure?.description.contains(expected) == true)
  }

  @Test func `contestants that weren't asked for are not in the plan`() throws {
    let alone = Scenario.plan(.peers, try Options(arguments: []))
    #expect(alone.map(\.medium) == [.disk, .memory])
    #expect(alone[0].entries.allSatisfy { ![.postgresql, .python, .sqlAlchemy].contains($0.peer) })
    let options = try Options(arguments: ["--with-postgresql", "--medium", "disk"])
    let joined = Scenario.plan(.callers, options)
    #expect(joined.count == 1)
    #expect(joined[0].entries.contains(Entry(.postgresql, callers: 8)))
  }
}
