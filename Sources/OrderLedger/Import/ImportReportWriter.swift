package import OrderLedgerModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes the discrepancy report: CSV with a header, one line a finding, as RFC 4180 has it.
///
/// The file is readable for its owner alone, because it holds the merchant's figures. It is written
/// anew by every run. Findings arrive in the file's order, and so constant memory is enough.
package final class ImportReportWriter {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let flushBytes = 64 << 10

  /// Creates the file at `path`, or empties it.
  ///
  /// - Throws: `LedgerError.cannotOpen`.
  package init(path: String) throws(LedgerError) {
    // unsafe: the path is passed as a C string for the call only.
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw LedgerError(
        .cannotOpen, LedgerError.Subject("file", "import report"), found: "errno \(errno)")
    }
    append("outcome,row,order,sku,quantity,price,detail\n")
  }

  deinit { close(descriptor) }

  /// Writes the findings of one step.
  package func write(_ findings: [ImportFinding]) throws(LedgerError) {
    for finding in findings { append(finding.csv) }
    if buffer.count >= Self.flushBytes { try flush() }
  }

  /// Writes what is buffered. Call it at the end; nothing does it for you, because it can fail.
  package func flush() throws(LedgerError) {
    var start = 0
    while start < buffer.count {
      let written = unsafe buffer.withUnsafeBytes { bytes in
        // unsafe: the pointer stays inside the array, and is used for the call only.
        unsafe write1(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
      }
      if written > 0 {
        start += written
      } else if errno != EINTR {
        let code: LedgerError.Code = errno == ENOSPC ? .diskFull : .ioFailure
        throw LedgerError(
          code, LedgerError.Subject("file", "import report"), found: "errno \(errno)")
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func append(_ text: String) { buffer.append(contentsOf: text.utf8) }
}

/// write(2), which the type's own method hides.
private func write1(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  // unsafe: the caller vouches for the pointer and its length.
  unsafe write(descriptor, start, count)
}

extension ImportFinding {
  /// The finding as a line of CSV.
  package var csv: String {
    [outcome.rawValue, "\(row)", order, sku, "\(quantity)", price, detail].map(Self.quoted)
      .joined(separator: ",") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    let special: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D]
    guard text.utf8.contains(where: { special.contains($0) }) else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
