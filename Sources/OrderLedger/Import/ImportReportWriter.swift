package import OrderLedgerModel
package import OrderLedgerSQLite

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes the discrepancy report: CSV with a header, one line a finding, as RFC 4180 has it.
///
/// The file is readable for its owner alone, also if it was there, because it holds the merchant's
/// figures. It is written anew by every run. Findings arrive in the file's order, and so constant
/// memory is enough.
package final class ImportReportWriter {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let flushBytes = 64 << 10

  /// Creates the file at `path`, or empties it.
  ///
  /// - Parameters:
  ///   - files: the ledger's own, none of which it may be.
  ///   - source: the file that is imported, which it may not be either.
  /// - Throws: `LedgerError.cannotOpen`: also for a link, whose target would be emptied, for what is
  ///   no regular file of one name, for the source, and for a file of the ledger's. Nothing of it was
  ///   changed.
  package init(path: String, besides files: DatabaseFiles, source: String) throws(LedgerError) {
    // Before it is opened: closing it would drop the locks that the ledger holds on it.
    if files.include(path) { throw Self.refusal("a file of the ledger's own") }
    if let found = FileIdentity(of: path), FileIdentity(following: source) == found {
      throw Self.refusal("the file that is imported")
    }
    descriptor = try Self.openEmpty(path)
    append("outcome,row,order,sku,quantity,price,detail\n")
  }

  deinit { close(descriptor) }

  private static func openEmpty(_ path: String) throws(LedgerError) -> Int32 {
    // Not to be waited for, if it is a pipe.
    let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    // unsafe: the path is passed as a C string for the call only.
    let descriptor = unsafe open(path, flags, 0o600)
    guard descriptor >= 0 else {
      let reason = errno
      throw refusal(reason == ELOOP ? "a symbolic link" : "errno \(reason)")
    }
    var status = stat()
    // unsafe: the structure outlives the call.
    let isKnown = unsafe fstat(descriptor, &status) == 0
    guard isKnown, status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1 else {
      close(descriptor)
      throw refusal("something that is not a regular file of one name")
    }
    // One that was there keeps its mode otherwise.
    guard fchmod(descriptor, 0o600) == 0, ftruncate(descriptor, 0) == 0 else {
      let reason = errno
      close(descriptor)
      throw refusal("errno \(reason)")
    }
    return descriptor
  }

  private static func refusal(_ found: String) -> LedgerError {
    LedgerError(.cannotOpen, LedgerError.Subject("file", "import report"), found: found)
  }

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
