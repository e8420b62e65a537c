import OrderLedgerModel
import Testing

@Suite struct `JSON text` {
  private func error(_ text: some Collection<UInt8>) -> LedgerError? {
    do throws(LedgerError) {
      _ = try Command(json: text)
      return nil
    } catch {
      return error
    }
  }

  private func code(_ text: String) -> LedgerError.Code? { error(text.utf8)?.code }

  private static let valid = #"{"command":"closeLocation","location":"L"}"#

  @Test(arguments: [
    "", " ", "[]", "7", #""x""#, "null", "{", "}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{,}",
    #"{"a":[1,]}"#, #"{"a":[,1]}"#, #"{"a":[1 2]}"#, #"{"a":1 "b":2}"#, #"{a:1}"#, #"{'a':1}"#,
    #"{"a":01}"#, #"{"a":+1}"#, #"{"a":.5}"#, #"{"a":1.}"#, #"{"a":1e}"#, #"{"a":-}"#,
    #"{"a":NaN}"#, #"{"a":tru}"#, #"{"a":truely}"#, #"{"a":"\x"}"#, #"{"a":"\u12"}"#,
    #"{"a":"\ud800"}"#, #"{"a":"\udc00"}"#, #"{"a":"\ud800\u0041"}"#, "{\"a\":\"\t\"}",
    #"{"a":"x}"#, #"{"a":[}"#, #"{"a":{]}"#, "// x\n{}", "{}/* x */", "\u{FEFF}{}",
    valid + "x", valid + "{}", valid + ",", valid + "\0", "\0" + valid, "\u{A0}" + valid,
  ])
  func `what is not one object is refused`(text: String) {
    #expect(code(text) == .malformedJSON)
  }

  @Test func `space around the object is taken`() {
    #expect(code(" \t\r\n" + Self.valid + "\r\n ") == nil)
  }

  @Test(
    arguments: [
      [0xFF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0x80],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
    let text = Array(#"{"command":"closeLocation","location":"L"#.utf8) + bytes + Array("\"}".utf8)
    #expect(error(text)?.code == .malformedJSON)
    #expect(error(text)?.found == "bytes that are not UTF-8")
  }

  @Test func `a field that is there twice is refused, however it is spelt`() {
    let twice = error(#"{"command":"closeLocation","location":"L","location":"M"}"#.utf8)
    #expect(twice?.code == .malformedJSON)
    #expect(twice?.subject?.name == "location")
    #expect(
      code(#"{"command":"closeLocation","location":"L","loc\u0061tion":"M"}"#)
        == .malformedJSON)
    let deep = error(#"{"a":[0,{"b":1,"c\n\ud83e\uddfe":{"d":1,"\u0064":2}}]}"#.utf8)
    #expect(deep?.subject?.name == #"a[1].c\n\u{0001F9FE}.d"#)
    #expect(code(#"{"a":{"x":1},"b":{"x":1}}"#) != .malformedJSON)
  }

  @Test func `escapes in values mean what they stand for`() throws {
    let command = try Command(
      json: #"{"comm\u0061nd":"closeLocation","location":"\u00e9\/\ud83e\uddfe"}"#.utf8)
    #expect(command == Command(.closeLocation(CloseLocation(location: "é/🧾"))))
  }

  @Test func `nesting has a limit, however deep the input is`() {
    func nested(_ depth: Int) -> String {
      #"{"a":"# + String(repeating: "[", count: depth - 1)
        + String(repeating: "]", count: depth - 1) + "}"
    }
    #expect(code(nested(Limits.maxJSONDepth)) == .missingField)
    #expect(code(nested(Limits.maxJSONDepth + 1)) == .limitExceeded)
    #expect(code(String(repeating: #"{"a":"#, count: 1_000_000)) == .limitExceeded)
    #expect(code(#"{"a":"# + String(repeating: "[", count: 1_000_000)) == .limitExceeded)
  }

  @Test func `the size has a limit`() {
    let pad = Limits.maxJSONBytes - Self.valid.utf8.count
    #expect(code(Self.valid + String(repeating: " ", count: pad)) == nil)
    #expect(code(Self.valid + String(repeating: " ", count: pad + 1)) == .limitExceeded)
  }

  @Test func `a long name in an error is cut`() {
    let name = String(repeating: "x", count: 100_000)
    let unknown = error(#"{"command":"closeLocation","\#(name)":1}"#.utf8)
    #expect(unknown?.code == .unknownField)
    #expect((unknown?.detailedDescription.utf8.count ?? 0) < 500)
  }

  @Test(arguments: seeds)
  func `random changes of a command never crash, and end in a command or an error`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let samples = CommandSamples.all.map { $0.json() }
    let marks = Array(#"{}[]",:\/0123456789.eE+-tfnulas"#.utf8) + [0, 0x80, 0xC3, 0xFF, 0x0A]
    for _ in 0..<3_000 {
      var text = samples.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text[index] = marks.randomElement(using: &random) ?? 0
        case 1: text.insert(marks.randomElement(using: &random) ?? 0, at: index)
        case 2: if text.count > 1 { text.remove(at: index) }
        default: text.append(contentsOf: text[index...].prefix(8))
        }
      }
      guard let command = try? Command(json: text) else {
        #expect(error(text)?.code.category == .malformed)
        continue
      }
      #expect((try? Command(json: command.json())) == command)
    }
  }
}
