import Foundation

/// Says on stderr what is being done, so that stdout holds the report only.
func announce(_ text: String) {
  FileHandle.standardError.write(Data("==> \(text)\n".utf8))
}
