import Foundation
import OrderLedger

/// A payment service whose memory is a file, so that it outlives the process that calls it: each line
/// is a transfer of money.
///
/// Its first answer about every second key is lost after the money has moved.
struct LogGateway: PaymentGateway {
  let path: String
  /// Told when money has moved and the answer is still on its way.
  var moved: @Sendable () -> Void = {}

  struct Lost: Error {}

  func serves(_ tender: Tender) -> Bool { true }

  func refund(_ request: GatewayRefund) async throws -> GatewayOutcome {
    if try transfers()[request.key.text] != nil { return .succeeded }
    let line = "\(request.key.text) \(request.amount.minorUnits)\n"
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.seekToEnd()
    // One write of a few bytes at the end of a file is one write.
    try file.write(contentsOf: Data(line.utf8))
    try file.close()
    moved()
    if request.order.text.hasSuffix("1") { throw Lost() }
    return .succeeded
  }

  func query(_ request: GatewayRefund) async throws -> GatewayOutcome? {
    try transfers()[request.key.text] == nil ? nil : .succeeded
  }

  /// The amounts that moved under each key.
  func transfers() throws -> [String: [Int64]] {
    var transfers: [String: [Int64]] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      transfers[String(words[0]), default: []].append(Int64(words[1]) ?? 0)
    }
    return transfers
  }
}
