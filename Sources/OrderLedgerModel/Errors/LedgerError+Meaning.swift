extension LedgerError.Code {
  /// One clause that says what the code means, without a full stop.
  public var meaning: String {
    requestMeaning ?? stateMeaning ?? databaseMeaning
  }

  private var requestMeaning: String? {
    switch self {
    case .malformedJSON: "The input is not one JSON object"
    case .unknownCommand: "There is no such command"
    case .unknownField: "The command has a field that it does not know"
    case .missingField: "A required field is missing"
    case .wrongType: "A field has the wrong type"
    case .invalidIdentifier: "An identifier breaks the rule for its kind"
    case .invalidText: "A text is too long or holds a character that is not allowed"
    case .invalidTime: "A time is not ISO 8601 with a zone"
    case .unknownCurrency: "The currency is not in ISO 4217"
    case .invalidAmount: "An amount is outside its bounds"
    case .invalidQuantity: "A quantity is outside its bounds"
    case .invalidChoice: "A choice is not one of those offered"
    case .duplicateLine: "A line is named twice"
    case .emptySelection: "Nothing is selected"
    case .limitExceeded: "The request is larger than the ledger takes"
    case .keyRequired: "The command needs an idempotency key, because a retry could do it twice"
    case .idempotencyConflict: "The idempotency key was used for another request"
    case .alreadyExists: "The name is taken"
    case .referenceConflict: "The gateway's reference was recorded for something else"
    case .orderNotFound: "There is no such order"
    case .lineNotFound: "The order has no such line"
    case .paymentNotFound: "The order has no such payment"
    case .refundNotFound: "There is no such refund"
    case .attemptNotFound: "There is no such refund attempt"
    case .fulfillmentNotFound: "There is no such fulfillment"
    case .locationNotFound: "There is no such location"
    case .skuNotFound: "The SKU was never in stock"
    case .creditNotFound: "There is no such gift card or store credit"
    case .disputeNotFound: "There is no such dispute"
    case .requestNotFound: "There is no such request for a cancellation"
    case .returnNotFound: "The order has no such return"
    case .holdNotFound: "There is no such hold"
    case .transactionNotFound: "There is no such journal transaction"
    case .customerNotFound: "The ledger has no order and no contact data of the customer"
    default: nil
    }
  }

  private var stateMeaning: String? {
    switch self {
    case .versionMismatch: "The order has moved on from the expected version"
    case .stalePlan: "The order or its stock has moved since the preview"
    case .alreadyCancelled: "The order is cancelled already"
    case .activeReturn: "The units are part of a return that is not closed"
    case .nothingToCancel: "Nothing of the order is open"
    case .notCancellable: "The order can't be cancelled now"
    case .cancellationRequested: "An open request for a cancellation holds the units"
    case .notCancelled: "Nothing of the order was cancelled"
    case .requestClosed: "The request for a cancellation has ended already"
    case .requestOpen: "The request for a cancellation has not lapsed yet"
    case .nothingToFulfill: "Nothing of the order is open to be fulfilled"
    case .fulfillmentCancelled: "The fulfillment is cancelled already"
    case .authorizationClosed: "Nothing of the authorization is left"
    case .nothingToCapture: "The order has nothing left to be paid"
    case .attemptClosed: "The refund attempt can't take that outcome any more"
    case .nothingToRefund: "There is nothing to give back"
    case .locationClosed: "The location is closed"
    case .locationUnchanged: "The location is like that already"
    case .creditDisabled: "The gift card or store credit can't be used"
    case .creditExpired: "The gift card or store credit has expired"
    case .creditNotExpired: "The gift card or store credit has not expired yet"
    case .disputeClosed: "The dispute was decided already"
    case .returnClosed: "Nothing of the return is awaited"
    case .nothingToInspect: "Nothing of the return waits to be inspected"
    case .holdClosed: "Nothing is held any more"
    case .nothingDue: "No hold has expired by then"
    case .nothingBackordered: "The order is waiting for no stock"
    case .alreadyReversed: "The journal transaction is reversed already"
    case .notReversible: "The journal transaction can't be reversed; another command undoes it"
    case .customerErased: "The customer's personal data was erased, and none is taken any more"
    case .overQuantity: "More units are named than there are"
    case .insufficientStock: "There is not enough stock"
    case .countMismatch: "The stock is not what the count expected"
    case .stockBelowZero: "A stock bucket would go below zero"
    case .currencyMismatch: "The amounts are in different currencies"
    case .insufficientCredit: "There is not enough on the gift card or store credit"
    case .overCapture: "The capture is greater than what is authorized"
    case .overDispute: "The dispute is greater than what was captured and not given back"
    case .activeDispute: "The money is in dispute"
    case .overRefund: "The refund is greater than what can be given back"
    case .feeExceedsRefund: "The fee is greater than the refund it is taken from"
    case .accountLimit: "The account would go past its limit"
    case .overRounding: "The cash differs from the amount by more than coins explain"
    case .overflow: "An amount leaves the range the ledger counts in"
    case .periodClosed: "The period is closed"
    case .notPermitted: "The actor may not do this"
    case .approvalRequired: "The amount needs somebody's approval"
    default: nil
    }
  }

  private var databaseMeaning: String {
    switch self {
    case .busy: "Another process is writing to the database and did not finish in time"
    case .cancelled: "The task was cancelled before the command began"
    case .unknownOutcome:
      "The database failed while committing, and whether it did can't be told yet; "
        + "send the command again with the same key"
    case .readOnly: "The database can't be written to"
    case .diskFull: "The disk is full"
    case .cannotOpen: "The database can't be opened"
    case .permissionDenied: "The database may not be opened by this user"
    case .notADatabase: "The file is not a database"
    case .foreignDatabase: "The file is the database of another program"
    case .schemaTooNew: "The database was written by a newer release of this library"
    case .schemaMismatch: "The database's tables are not as this library made them"
    case .migrationChanged: "A migration that was applied to the database has changed since"
    case .fileMoved: "The database file was moved, replaced or deleted while it was open"
    case .usedAcrossFork:
      "The ledger was opened by another process before a fork, and can't be used in this one"
    case .notInTransaction: "A borrowed connection must be inside a transaction of its host"
    case .corrupt: "The database is damaged"
    case .integrity: "The ledger's entries contradict each other"
    case .ioFailure: "The disk failed"
    case .engineTooOld: "The SQLite library is too old"
    case .alreadyOnDisk: "A file of that name exists"
    default: "The database refused"
    }
  }
}
