/// What a head that was kept says of the journal as it is now.
public enum HeadComparison: Sendable, Hashable {
  /// The transaction is there, with the same hash. With a full verification that finds nothing, all
  /// that was in the journal then is in it now, unchanged.
  case same
  /// The journal ends earlier: transactions were cut off, or the file is an old copy.
  case endsEarlier(sequence: Int64)
  /// The transaction has another hash: it, or one before it, is not what it was.
  case differs
  /// The head is another ledger's.
  case anotherLedger
  /// The holder of the key did not sign it.
  case notSigned
}
