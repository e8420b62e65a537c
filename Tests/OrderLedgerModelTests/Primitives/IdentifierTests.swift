import OrderLedgerModel
import Testing

@Suite struct `Identifier text` {
  private func problem(_ text: String) -> IdentifierError.Problem? {
    do throws(IdentifierError) {
      _ = try OrderID(text)
      return nil
    } catch {
      return error.problem
    }
  }

  @Test(arguments: ["A-1", "#1001", "a b", "ö", "注文-7", "🧾", "gid://shopify/Order/1", "'; DROP"])
  func `any printable text without space at its ends is accepted`(text: String) throws {
    #expect(try OrderID(text).text == text)
    #expect(try OrderID(utf8: Array(text.utf8)).description == text)
    #expect(try OrderID(text[...]) == OrderID(text))
  }

  @Test func `the length limit counts UTF-8 bytes`() {
    #expect(problem("") == .empty)
    #expect(problem("x") == nil)
    #expect(problem(String(repeating: "x", count: Limits.maxIdentifierBytes)) == nil)
    #expect(
      problem(String(repeating: "x", count: Limits.maxIdentifierBytes + 1)) == .tooLong(bytes: 65))
    #expect(problem(String(repeating: "é", count: 32)) == nil)
    #expect(problem(String(repeating: "é", count: 32) + "x") == .tooLong(bytes: 65))
  }

  @Test func `every control character is refused at its byte`() {
    let controls = Array(0x00...0x1F) + Array(0x7F...0x9F)
    for value in controls.map(UInt32.init) {
      let text = "é" + String(Character(Unicode.Scalar(value) ?? "?")) + "b"
      #expect(problem(text) == .forbidden(codePoint: value, offset: 2))
    }
    #expect(problem("a\u{A1}b") == nil)
  }

  @Test(arguments: [" ", "\u{A0}", "\u{2003}", "\u{3000}", "\u{2028}", "\u{FEFF}"])
  func `space at the ends is refused, of every kind`(space: String) {
    let value = space.unicodeScalars.first?.value ?? 0
    #expect(problem(space + "a") == .edgeSpace(codePoint: value))
    #expect(problem("a" + space) == .edgeSpace(codePoint: value))
    #expect(problem(space) == .edgeSpace(codePoint: value))
    #expect(problem("a" + space + "b") == nil)
  }

  @Test(arguments: [[0xFF], [0xC3], [0x61, 0xC0, 0x80], [0xED, 0xA0, 0x80]] as [[UInt8]])
  func `bytes that are not UTF-8 are refused, not repaired`(bytes: [UInt8]) {
    #expect(throws: IdentifierError.self) { try SKU(utf8: bytes) }
  }

  @Test func `equality and order are those of the bytes`() throws {
    let composed = try SKU(String("caf\u{E9}"))
    let decomposed = try SKU(String("cafe\u{301}"))
    #expect(composed.text == decomposed.text)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed)
    #expect(
      ["b", "Z", "é", "a", "zz", "z"].map { SKU(stringLiteral: $0) }.sorted().map(\.text)
        == ["Z", "a", "b", "z", "zz", "é"])
  }

  @Test func `an error says what and where, and never the text`() {
    let secret = "ann@example.com\0"
    do throws(IdentifierError) {
      _ = try CustomerID(secret)
      Issue.record("NUL was accepted")
    } catch {
      #expect(
        error.description == "CustomerID: found U+0000 at byte 15; allowed: 1 to 64 bytes, "
          + "UTF-8 without control characters or space at the ends.")
      #expect(!"\(error)".contains("ann"))
    }
  }

  @Test func `a literal is an identifier`() {
    let order: OrderID = "A-1"
    #expect(order.text == "A-1")
  }

  @Test func `a broken literal stops the program`() async {
    await #expect(processExitsWith: .failure) {
      _ = OrderID(stringLiteral: "A-1\n")
    }
  }
}
