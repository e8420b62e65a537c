extension LedgerError {
  /// The causes, in order of precedence: where a command is wrong in several ways, the first in
  /// this list is reported.
  ///
  /// Malformed request → idempotency → not found → version → state → quantity → stock → money →
  /// period and permission; then what the database says (`domain.md`, section 7).
  public enum Code: String, Sendable, Hashable, CaseIterable {
    // Malformed request
    case malformedJSON, unknownCommand, unknownField, missingField, wrongType
    case invalidIdentifier, invalidText, invalidTime, unknownCurrency, invalidAmount
    case invalidQuantity, invalidChoice, duplicateLine, emptySelection, limitExceeded, keyRequired
    // Idempotency
    case idempotencyConflict, alreadyExists, referenceConflict
    // Not found
    case orderNotFound, lineNotFound, paymentNotFound, refundNotFound, attemptNotFound
    case fulfillmentNotFound, locationNotFound, skuNotFound, creditNotFound, disputeNotFound
    case requestNotFound, returnNotFound, holdNotFound
    case transactionNotFound, customerNotFound
    // Version
    case versionMismatch, stalePlan
    // State
    case alreadyCancelled, activeReturn, nothingToCancel, notCancellable, cancellationRequested
    case notCancelled, requestClosed, requestOpen, nothingToFulfill
    case fulfillmentCancelled, authorizationClosed, nothingToCapture, attemptClosed
    case nothingToRefund, locationClosed, locationUnchanged
    case returnClosed, nothingToInspect, holdClosed, nothingDue, nothingBackordered
    case creditDisabled, creditExpired, creditNotExpired, disputeClosed
    case alreadyReversed, notReversible, customerErased
    // Quantity
    case overQuantity
    // Stock
    case insufficientStock, countMismatch, stockBelowZero
    // Money
    case currencyMismatch, insufficientCredit, overCapture, overDispute, activeDispute, overRefund
    case feeExceedsRefund, accountLimit, overRounding, overflow
    // Period and permission
    case periodClosed, notPermitted, approvalRequired
    // The database
    case busy, cancelled, unknownOutcome, readOnly, diskFull, cannotOpen, permissionDenied
    case notADatabase, foreignDatabase, schemaTooNew, schemaMismatch, migrationChanged
    case fileMoved, usedAcrossFork, notInTransaction, corrupt, integrity, ioFailure, engineTooOld
    case alreadyOnDisk, database
  }

  /// The groups that the precedence is made of.
  public enum Category: Int, Sendable, Hashable, CaseIterable, Comparable {
    case malformed, idempotency, notFound, version, state, quantity, stock, money, permission
    case database

    /// By precedence.
    public static func < (left: Category, right: Category) -> Bool {
      left.rawValue < right.rawValue
    }
  }
}

extension LedgerError.Code {
  /// The group the code belongs to.
  public var category: LedgerError.Category {
    switch self {
    case .malformedJSON, .unknownCommand, .unknownField, .missingField, .wrongType,
      .invalidIdentifier, .invalidText, .invalidTime, .unknownCurrency, .invalidAmount,
      .invalidQuantity, .invalidChoice, .duplicateLine, .emptySelection, .limitExceeded,
      .keyRequired:
      .malformed
    case .idempotencyConflict, .alreadyExists, .referenceConflict: .idempotency
    case .orderNotFound, .lineNotFound, .paymentNotFound, .refundNotFound, .attemptNotFound,
      .fulfillmentNotFound, .locationNotFound, .skuNotFound, .creditNotFound, .disputeNotFound,
      .requestNotFound, .returnNotFound, .holdNotFound,
      .transactionNotFound, .customerNotFound:
      .notFound
    case .versionMismatch, .stalePlan: .version
    case .alreadyCancelled, .activeReturn, .nothingToCancel, .notCancellable,
      .cancellationRequested, .notCancelled, .requestClosed, .requestOpen, .nothingToFulfill,
      .fulfillmentCancelled, .authorizationClosed, .nothingToCapture, .attemptClosed,
      .nothingToRefund, .locationClosed, .locationUnchanged, .returnClosed, .nothingToInspect,
      .holdClosed, .nothingDue, .nothingBackordered, .creditDisabled, .creditExpired,
      .creditNotExpired, .disputeClosed, .alreadyReversed, .notReversible, .customerErased:
      .state
    case .overQuantity: .quantity
    case .insufficientStock, .countMismatch, .stockBelowZero: .stock
    case .currencyMismatch, .insufficientCredit, .overCapture, .overDispute, .activeDispute,
      .overRefund, .feeExceedsRefund, .accountLimit, .overRounding, .overflow:
      .money
    case .periodClosed, .notPermitted, .approvalRequired: .permission
    default: .database
    }
  }
}
