import OrderLedgerSQLite
import Testing

/// What is bound stays what it is while its statement is on loan, wherever its bytes lie.
struct BindingTests {
  static let pair = SQL("SELECT ?1, ?2, length(?1), length(?2)")
  static let echo = SQL("SELECT ?1")

  let scratch = Scratch()

  /// Small ones fit the connection's room for bindings, the last are longer than all of it.
  @Test(arguments: [0, 1, 15, 16, 4_000, 8_191, 8_192, 8_193, 16_384, 16_385, 100_000])
  func `text and blobs of any length arrive whole`(length: Int) throws {
    let connection = try scratch.open()
    let text = String((0..<length).map { Character(Unicode.Scalar(UInt8(97 + $0 % 26))) })
    let blob = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for _ in 1...3 {
      let found = try connection.first(Self.pair) { s in
        s.bind(1, text)
        s.bind(2, blob)
      } row: { row in
        (try row.string(0), try row.blob(1), try row.int(2), try row.int(3))
      }
      #expect(found?.0 == text && found?.1 == blob)
      #expect(found?.2 == length && found?.3 == length)
    }
  }

  @Test func `bindings outlast those of statements that run during the loan`()
    throws
  {
    let connection = try scratch.open()
    var outer = try connection.statement(Self.echo)
    outer.bind(1, "the outer one's")
    // Many times the room that there is for bindings.
    for number in 1...2_000 {
      let text = "inner \(number) " + String(repeating: "x", count: number % 64)
      let found = try connection.first(Self.echo) {
        $0.bind(1, text)
      } row: {
        try $0.string(0)
      }
      #expect(found == text)
    }
    #expect(try outer.step())
    #expect(try outer.string(0) == "the outer one's")
  }
}
