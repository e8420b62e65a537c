import Foundation
import Testing

/// All of the complaints are there, each by its number.
@Suite struct ComplaintTests {
  @Test func `each of the forty-six complaints has its test`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    var numbers: [Int] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for part in text.components(separatedBy: "func `complaint ").dropFirst() {
        numbers.append(Int(part.prefix { $0.isNumber }) ?? 0)
      }
    }
    // This line holds the words, too, with no number after them.
    #expect(numbers.filter { $0 > 0 }.sorted() == Array(1...46))
  }
}
