import OrderLedger
import Synchronization

/// A payment service beside the ledger, whose calls never fail: it moves money once a key, and remembers
/// it whatever becomes of the ledger.
final class FaultGateway: PaymentGateway {
  private let paid = Mutex<[AttemptID: Int64]>([:])
  private let isWilling: Bool

  /// - Parameter isWilling: whether it gives money back, or says that it never will.
  init(isWilling: Bool = true) { self.isWilling = isWilling }

  /// What it has given back, by the attempt's key.
  var transfers: [AttemptID: Int64] { paid.withLock { $0 } }

  func serves(_ tender: Tender) -> Bool { true }

  func refund(_ request: GatewayRefund) async throws -> GatewayOutcome {
    guard isWilling else { return .failed(GatewayFailure(isFinal: true)) }
    paid.withLock { $0[request.key] = request.amount.minorUnits }
    return .succeeded
  }

  func query(_ request: GatewayRefund) async throws -> GatewayOutcome? {
    transfers[request.key] == nil ? nil : .succeeded
  }

  /// Carries out what a ledger owes.
  ///
  /// - Parameter isLate: whether it is so late that no lease holds any more.
  func work(for ledger: Ledger, isLate: Bool = false) async throws(LedgerError) {
    let wait: Int64 = isLate ? 86_400_000_000 : 0
    let worker = RefundWorker(ledger, gateways: [self]) {
      Timestamp(microseconds: Timestamp.now().microseconds + wait)
    }
    try await worker.runOnce()
  }
}
