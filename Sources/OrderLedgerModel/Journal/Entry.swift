/// One fact in the journal. Entries are only ever added.
public indirect enum Entry: Sendable, Hashable {
  /// A location was opened or closed.
  case location(LocationChange)
  /// An order was placed.
  case placement(OrderPlacement)
  /// Quantities of a line changed.
  case line(LineChange)
  /// Stock moved.
  case stock(StockMovement)
  /// Something happened to a payment.
  case payment(PaymentTransaction)
  /// It was decided what happens to the customer's money.
  case decision(RefundDecision)
  /// An attempt to refund took a status.
  case attempt(AttemptChange)
  /// Money was posted.
  case posting(Posting)
  /// Something happened to a gift card or a store credit account.
  case credit(CreditChange)
  /// A dispute took a status.
  case dispute(DisputeChange)
  /// The customer is to be told.
  case message(Message)
  /// A cancellation was asked for.
  case request(CancellationRequest)
  /// A request for a cancellation came to its end.
  case answer(RequestAnswer)
  /// A policy was put in force.
  case policy(PolicyVersion)
  /// Units of a return took a step.
  case returned(ReturnChange)
  /// Units were reserved without an order, or such a reservation ended.
  case hold(HoldChange)
  /// A period was closed, or something happened in one that was.
  case period(PeriodEntry)
  /// The postings are the opposite of another transaction's.
  case reversal(Reversal)
  /// What became of a customer's personal data.
  case customer(CustomerChange)
  /// An amount as the customer sees it.
  case exchange(Exchange)
}
