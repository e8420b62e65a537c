import COrderLedgerSQLiteTestShim
import Foundation
import OrderLedger
import OrderLedgerMigrations
import OrderLedgerRawDatabase
import OrderLedgerSQLite
import OrderLedgerTesting
import Testing

/// Each ``Situation`` has its error and its sentence, and the page `Environment` says so.
@Suite struct EnvironmentTests {
  static let opened = Command(.openLocation(OpenLocation(location: "LON")))
  static let more = Command(.openLocation(OpenLocation(location: "PAR")))

  /// What the page has in its table for a situation.
  static func row(_ situation: Situation) throws -> (code: String, sentence: String) {
    let row = try #require(
      try Page("Environment").rows.first { $0.first == situation.rawValue },
      "The page Environment has no row for it.")
    return (row[1].replacing("`", with: ""), row[2])
  }

  /// A directory with a closed ledger in it, if the situation needs one.
  static func scratch(_ situation: Situation) async throws -> Scratch {
    let scratch = try Scratch()
    guard situation.needsFile else { return scratch }
    let ledger = try await scratch.open()
    try await ledger.perform(opened)
    await ledger.close()
    guard situation == .replaced else { return scratch }
    let other = try await Ledger(path: Situation.other(than: scratch.path))
    try await other.perform(opened)
    await other.close()
    return scratch
  }

  @Test func `the page has a row for each situation, and no other`() throws {
    let rows = try Page("Environment").rows.filter { $0.count == 3 && $0[0] != "situation" }
      .map { $0[0] }
    let others = ["The disk is full, and room was kept", "The clock is set back"]
    #expect(Set(rows) == Set(Situation.allCases.map(\.rawValue) + others))
    #expect(rows.count == Set(rows).count)
    for situation in Situation.allCases {
      #expect(try Self.row(situation).code == situation.code.rawValue)
    }
  }

  @Test(
    arguments: Situation.allCases.filter {
      !$0.needsOrdinaryUser && !$0.isWhileOpen && $0 != .diskFull && $0 != .forked
    })
  func `what keeps a ledger from being opened is named`(situation: Situation) async throws {
    let scratch = try await Self.scratch(situation)
    try situation.bringAbout(scratch.path)
    var path = scratch.path
    switch situation {
    case .noDirectory: path = scratch.directory + "/none/ledger.sqlite"
    case .newerSchema: try scratch.raw().run("PRAGMA user_version = 9999")
    case .foreignDatabase: try scratch.raw().run("CREATE TABLE mine (a)")
    default: break
    }
    let before = try? scratch.bytes
    let error = await Self.refusal(path, situation)
    try Self.expect(error, situation, path)
    #expect((try? scratch.bytes) == before)
    guard situation.canBeForced else { return }
    let forced = try await scratch.open {
      $0.allowsUnsafePlace = true
      $0.fileSystem = .network(name: "NFS")
    }
    try await forced.perform(Self.more)
    try await forced.expectBalanced()
    await forced.close()
  }

  @Test(arguments: Situation.allCases.filter(\.needsOrdinaryUser))
  func `what a user may not do is named`(situation: Situation) async throws {
    let scratch = try await Self.scratch(situation)
    try situation.bringAbout(scratch.path)
    let expected = try Self.row(situation).sentence
    await #expect(processExitsWith: .exitCode(0)) {
      [
        path = scratch.path as String, name = situation.rawValue as String,
        expected = expected as String
      ] in
      Self.actAsNobody()
      let situation = try #require(Situation(rawValue: name))
      let error = await Self.refusal(path, situation)
      let sentence = error.map { Self.sentence($0, path) }
      print("\(name): \(sentence ?? "no error")")
      exit(error?.code == situation.code && sentence == expected ? 0 : 1)
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: scratch.directory)
  }

  /// Gives up root's rights, which file permissions don't bind.
  private static func actAsNobody() {
    guard geteuid() == 0 else { return }
    setegid(65_534)
    seteuid(65_534)
  }

  /// What the sentence of a file that is read-only advises.
  @Test(arguments: [(0o444, 0o755), (0o600, 0o555)])
  func `what its owner may not write, the owner can read`(
    file: Int, directory: Int
  ) async throws {
    let scratch = try await Self.scratch(.fileReadOnly)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.directory)
    #expect(names.contains("ledger.sqlite-wal"))
    if geteuid() == 0 {
      let paths = [scratch.directory] + names.map { "\(scratch.directory)/\($0)" }
      for path in paths { #expect(unsafe chown(path, 65_534, 65_534) == 0) }
    }
    for (path, mode) in [(scratch.path, file), (scratch.directory, directory)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    await #expect(processExitsWith: .exitCode(0)) { [path = scratch.path as String] in
      Self.actAsNobody()
      var configuration = LedgerConfiguration()
      configuration.mode = .readOnly
      let ledger = try await Ledger(path: path, configuration: configuration)
      try await ledger.expectBalanced()
      let error = await Self.error { () throws(LedgerError) in
        try await ledger.perform(Self.more)
      }
      await ledger.close()
      exit(error?.code == .readOnly ? 0 : 1)
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: scratch.directory)
  }

  /// A backup is one file, and has no log that would be its owner's.
  @Test func `a backup can be read by whoever may read the file`() async throws {
    let scratch = try await Self.scratch(.fileReadOnly)
    let copy = scratch.directory + "/copy.sqlite"
    let ledger = try await scratch.open()
    try await ledger.backup(to: copy)
    await ledger.close()
    for (path, mode) in [(copy, 0o444), (scratch.directory, 0o755)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    await #expect(processExitsWith: .exitCode(0)) { [path = copy as String] in
      Self.actAsNobody()
      var configuration = LedgerConfiguration()
      configuration.mode = .readOnly
      let ledger = try await Ledger(path: path, configuration: configuration)
      try await ledger.expectBalanced()
      await ledger.close()
    }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: scratch.directory)
  }

  /// Its name can't be made certain where the directory can't be opened to be flushed.
  @Test func `a copy that was refused has no name, also where files may only be made`()
    async throws
  {
    let scratch = try await Self.scratch(.fileReadOnly)
    let source = scratch.directory + "/source.sqlite"
    let drop = scratch.directory + "/drop"
    let copy = drop + "/copy.sqlite"
    let ledger = try await scratch.open()
    try await ledger.backup(to: source)
    await ledger.close()
    let files = FileManager.default
    try files.createDirectory(atPath: drop, withIntermediateDirectories: false)
    for (path, mode) in [(source, 0o444), (drop, 0o333), (scratch.directory, 0o755)] {
      try files.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
    await #expect(processExitsWith: .exitCode(0)) {
      [source = source as String, copy = copy as String] in
      Self.actAsNobody()
      var configuration = LedgerConfiguration()
      configuration.mode = .readOnly
      let ledger = try await Ledger(path: source, configuration: configuration)
      let error = await Self.error { () throws(LedgerError) in try await ledger.backup(to: copy) }
      guard error?.code == .permissionDenied else { throw error ?? LedgerError(.integrity) }
      await ledger.close()
    }
    for path in [drop, scratch.directory] {
      try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }
    #expect(try files.contentsOfDirectory(atPath: drop).isEmpty)
  }

  @Test(arguments: Situation.allCases.filter(\.isWhileOpen))
  func `what happens to an open file is noticed before anything is written`(
    situation: Situation
  ) async throws {
    let scratch = try await Self.scratch(situation)
    let ledger = try await scratch.open()
    #expect(try await ledger.head().sequence == 1)
    try situation.bringAbout(scratch.path)
    let writing = await #expect(throws: LedgerError.self) { try await ledger.perform(Self.more) }
    try Self.expect(writing, situation, scratch.path)
    let reading = await #expect(throws: LedgerError.self) { try await ledger.head() }
    #expect(reading?.code == situation.code)
    let before = try? scratch.bytes
    await ledger.close()
    #expect((try? scratch.bytes) == before)
    if situation == .renamed {
      try FileManager.default.moveItem(atPath: scratch.path + ".old", toPath: scratch.path)
    }
    guard situation == .renamed || situation == .logDeleted else { return }
    let again = try await scratch.open()
    try await again.expectBalanced()
    await again.close()
  }

  /// In a process of its own, because a fork of the test runner copies its threads' locks.
  @Test func `a child process is told at once, and its parent goes on`() async throws {
    let scratch = try await Self.scratch(.forked)
    let expected = try Self.row(.forked).sentence
    await #expect(processExitsWith: .exitCode(0)) {
      [path = scratch.path as String, expected = expected as String] in
      let ledger = try await Ledger(path: path)
      let child = order_ledger_test_fork()
      if child == 0 {
        // A call that waits for a thread that is not here would wait for ever.
        alarm(20)
        let errors = await Self.errors(of: ledger, path)
        await ledger.close()
        let isTold = errors.allSatisfy {
          $0?.code == .usedAcrossFork && $0?.detailedDescription == expected
        }
        _exit(isTold ? 0 : 1)
      }
      let status = order_ledger_test_wait(child)
      try await ledger.perform(Self.more)
      try await ledger.expectBalanced()
      let sequence = try await ledger.head().sequence
      await ledger.close()
      exit(status == 0 && sequence == 2 ? 0 : 1)
    }
  }

  @Test func `the clock is set back a year, and the journal's times go on`() async throws {
    let shop = try await TestLedger()
    let first = try await shop.perform(Self.opened)
    shop.clock.set(
      Timestamp(microseconds: first.transaction.header.recordedAt.microseconds - 31_536_000_000_000)
    )
    let second = try await shop.perform(Self.more)
    #expect(
      second.transaction.header.recordedAt.microseconds
        == first.transaction.header.recordedAt.microseconds + 1)
    await shop.close()
  }

  // MARK: -

  static func refusal(_ path: String, _ situation: Situation) async -> LedgerError? {
    await error { () throws(LedgerError) in
      var configuration = LedgerConfiguration()
      if situation.isReading { configuration.mode = .readOnly }
      if situation == .networkFileSystem { configuration.fileSystem = .network(name: "NFS") }
      let ledger = try await Ledger(path: path, configuration: configuration)
      await ledger.close()
    }
  }

  /// What each kind of call ends with.
  private static func errors(of ledger: Ledger, _ path: String) async -> [LedgerError?] {
    [
      await error { () throws(LedgerError) in try await ledger.perform(more) },
      await error { () throws(LedgerError) in _ = try await ledger.head() },
      await error { () throws(LedgerError) in _ = try await ledger.verify() },
      await error { () throws(LedgerError) in _ = try await ledger.rebuild() },
      await error { () throws(LedgerError) in _ = try await ledger.preview(more) },
      await error { () throws(LedgerError) in try await ledger.backup(to: path + ".copy") },
      await error { () throws(LedgerError) in _ = try await ledger.checkpoint() },
      await error { () throws(LedgerError) in _ = try await ledger.eraseRemnants() },
      await error { () throws(LedgerError) in
        _ = try await ledger.importCSV(path: path + ".csv", mapping: .onlineRetail)
      },
    ]
  }

  static func error(_ body: () async throws(LedgerError) -> Void) async -> LedgerError? {
    do throws(LedgerError) {
      try await body()
      return nil
    } catch {
      return error
    }
  }

  /// An error's sentence as the page has it.
  static func sentence(_ error: LedgerError, _ path: String) -> String {
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return error.detailedDescription.replacing(path, with: "FILE")
      .replacing("file \(directory)", with: "file DIRECTORY")
      .replacing("version \(LedgerMigrations.steps.count)", with: "version NEWEST")
  }

  static func expect(
    _ error: LedgerError?, _ situation: Situation, _ path: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(error?.code == situation.code, sourceLocation: location)
    let sentence = error.map { Self.sentence($0, path) }
    #expect(sentence == (try row(situation).sentence), sourceLocation: location)
    // For logs: no path, which may hold a name.
    #expect(
      error?.description == "\(situation.code.rawValue): \(situation.code.meaning)",
      sourceLocation: location)
  }
}
