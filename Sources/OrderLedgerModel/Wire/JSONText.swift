#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A value that is one line of JSON on the wire.
public protocol JSONLine: Encodable {}

extension JSONLine {
  /// The value as canonical JSON: fields sorted, no space, defaults left out, no line break. Equal
  /// values give equal bytes.
  public func json() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self))
    } catch {
      preconditionFailure("A wire value holds text, integers and booleans only; found \(error).")
    }
  }
}

extension JSONLine where Self: Decodable {
  /// The value that a JSON text states.
  ///
  /// The text is one object in UTF-8, with nothing but space around it, each field at most once,
  /// numbers written as integers, at most ``Limits/maxJSONBytes`` long and ``Limits/maxJSONDepth``
  /// deep. Size, depth and grammar are looked at before anything is decoded; of several other
  /// faults, the one that takes precedence is thrown.
  ///
  /// - Throws: ``LedgerError`` with the path to the fault as its subject, as in `lines[0].colour`.
  public init(json text: some Collection<UInt8>) throws(LedgerError) {
    let bytes = text.count <= Limits.maxJSONBytes ? Array(text) : []
    guard !bytes.isEmpty || text.isEmpty else {
      throw LedgerError(
        .limitExceeded, found: "\(text.count) bytes",
        allowed: "at most \(Limits.maxJSONBytes) bytes")
    }
    let scan = try JSONScan(bytes)
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    } catch let error as LedgerError {
      if let problem = scan.problem, problem.code.precedes(error.code) { throw problem }
      throw error
    } catch {
      throw LedgerError(.malformedJSON, found: "a text that the decoder refuses")
    }
    if let problem = scan.problem { throw problem }
  }
}
