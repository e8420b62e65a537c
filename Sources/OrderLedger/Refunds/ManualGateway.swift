public import OrderLedgerModel

/// Refunds that a person carries out: cash from the till, a bank transfer, a click in a payment
/// service's own pages.
///
/// It records that the attempt was handed to a person and waits. ``RefundWorkItem`` lists what there
/// is to pay out; when the person has paid, `SettleRefund` with the attempt's name confirms it. The
/// debt stands until then.
public struct ManualGateway: PaymentGateway {
  private let names: Set<GatewayName>

  /// Serves manual tenders.
  ///
  /// - Parameter names: payment services that are refunded by hand, too.
  public init(alsoServing names: Set<GatewayName> = []) {
    self.names = names
  }

  /// Whether it is a manual tender, or a service that is refunded by hand.
  public func serves(_ tender: Tender) -> Bool {
    tender.kind == .manual || tender.kind == .gateway && names.contains(tender.name)
  }

  /// Leaves it to a person.
  public func refund(_ request: GatewayRefund) async throws -> GatewayOutcome { .awaitingNotice }

  /// A person was told, or finds it in the list: either way it waits.
  public func query(_ request: GatewayRefund) async throws -> GatewayOutcome? { .awaitingNotice }
}
