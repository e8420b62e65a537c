import OrderLedgerModel
import Testing

@Suite struct `Note text` {
  @Test(arguments: ["", " ", "Rang at 10:15.\nWants it on Monday.\t", "🧾", "\u{1}"])
  func `a note is any text but NUL`(text: String) throws {
    let note = try Note(text)
    #expect(note.text == text)
    #expect(note.isEmpty == text.isEmpty)
  }

  @Test func `NUL is refused at its byte`() {
    let expected = IdentifierError.Problem.forbidden(codePoint: 0, offset: 2)
    do throws(IdentifierError) {
      _ = try Note(String("é\0"))
      Issue.record("NUL was accepted")
    } catch {
      #expect(error.problem == expected)
      #expect(error.kind == "Note")
    }
  }

  @Test func `the limit counts UTF-8 bytes`() throws {
    let most = String(repeating: "é", count: Limits.maxNoteBytes / 2)
    #expect(try Note(most).text == most)
    do throws(IdentifierError) {
      _ = try Note(most + "x")
      Issue.record("one byte too many was accepted")
    } catch {
      #expect(error.problem == .tooLong(bytes: 2_001))
    }
  }
}
