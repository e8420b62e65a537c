import Foundation
import OrderLedger

/// Commands of which one of each kind has every text that it can have: what hostile texts are put in
/// the place of.
///
/// A test compares their texts with those of the wire form's schema, so that a new field belongs in
/// here. They can be carried out in this order on an empty ledger, a journal transaction each.
enum CompleteCommands {
  /// In the wire form, each under a key of its own.
  static func all() throws -> [Data] {
    var records: [String] = []
    for line in text.split(separator: "\n") {
      // What is indented goes on with the one before.
      if line.hasPrefix("{") { records.append("") }
      guard let last = records.indices.last else { throw TortureError("no command to begin with") }
      records[last].append(contentsOf: line)
    }
    return try records.enumerated().map { number, record in
      let read = try JSONSerialization.jsonObject(with: Data(record.utf8))
      guard let object = read as? [String: Any] else { throw TortureError("no object: \(record)") }
      let shared: [String: Any] = [
        "key": "all-\(number + 1)", "actor": "staff:ann", "at": "2026-11-23T10:00:00Z",
      ]
      return try JSONSerialization.data(
        withJSONObject: object.merging(shared) { stated, _ in stated })
    }
  }

  /// What is reversed is named by its place in here, counted from 1.
  private static let text = #"""
    {"command": "openLocation", "location": "LON", "name": "Store"}
    {"command": "openLocation", "location": "PAR", "name": "Depot"}
    {"command": "openLocation", "location": "LYS", "name": "Shed"}
    {"command": "closeLocation", "location": "LYS"}
    {"command": "receiveStock", "sku": "MUG", "location": "LON", "quantity": 1000,
      "unitCost": 300, "currency": "GBP", "reference": "DN-1"}
    {"command": "receiveStock", "sku": "CARD", "location": "LON", "quantity": 1000,
      "unitCost": 300, "currency": "GBP", "reference": "DN-1"}
    {"command": "moveStock", "sku": "MUG", "from": {"location": "LON", "bucket": "available"},
      "to": {"location": "PAR", "bucket": "available"}, "quantity": 2, "reason": "staff"}
    {"command": "countStock", "sku": "MUG", "location": "PAR", "quantity": 3}
    {"command": "placeOrder", "order": "gone", "currency": "GBP", "customer": "cust-1",
      "lines": [{"line": "A", "sku": "MUG", "quantity": 2, "unitPrice": 1000, "location": "LON"}]}
    {"command": "cancelOrder", "order": "gone", "cancellation": "gone-1", "reason": "customer"}
    {"command": "holdStock", "hold": "basket-1", "lines": [{"sku": "MUG", "location": "LON",
      "quantity": 2}], "expires": "2026-11-23T10:10:00Z", "reason": "customer"}
    {"command": "holdStock", "hold": "basket-2", "lines": [{"sku": "MUG", "location": "LON",
      "quantity": 2}], "expires": "2026-11-23T10:10:00Z", "reason": "customer"}
    {"command": "holdStock", "hold": "basket-3", "lines": [{"sku": "MUG", "location": "LON",
      "quantity": 2}], "expires": "2026-11-23T10:10:00Z", "reason": "customer"}
    {"command": "releaseHold", "hold": "basket-2", "lines": [{"sku": "MUG", "location": "LON",
      "quantity": 2}]}
    {"command": "placeOrder", "order": "whole", "currency": "GBP", "customer": "cust-1",
      "channel": "web", "lines": [{"line": "A", "sku": "MUG", "quantity": 10, "unitPrice": 1000,
      "location": "LON", "discounts": [{"code": "TEN", "amount": 100}], "taxes": [{"code": "VAT-20",
      "amount": 2000}]}, {"line": "C", "sku": "CARD", "quantity": 1, "unitPrice": 2000,
      "location": "LON", "costed": false, "giftCard": "card-1"}], "discounts": [{"code": "SALE",
      "amount": 50}], "shipping": [{"line": "S", "kind": "shipping", "amount": 500,
      "discounts": [{"code": "SHIP", "amount": 10}], "taxes": [{"code": "VAT-20", "amount": 98}]}],
      "charges": [{"line": "W", "kind": "giftWrap", "amount": 300, "discounts": [{"code": "WRAP",
      "amount": 10}], "taxes": [{"code": "VAT-20", "amount": 58}]}], "backorder": true,
      "replaces": "gone", "holds": [{"hold": "basket-1"}], "presentment": {"amount": 16300,
      "currency": "EUR"}}
    {"command": "authorizePayment", "order": "whole", "payment": "p1",
      "tender": {"kind": "gateway", "name": "stripe"}, "amount": 8000, "reference": "auth-1",
      "expires": "2090-01-01T00:00:00Z"}
    {"command": "capturePayment", "order": "whole", "payment": "p1", "amount": 8000, "fee": 30,
      "reference": "capture-1", "presentment": {"amount": 9000, "currency": "EUR"}}
    {"command": "recordPayment", "order": "whole", "payment": "p2", "tender": {"kind": "gateway",
      "name": "stripe"}, "amount": 6000, "fee": 10, "reference": "pay-2",
      "expires": "2090-01-01T00:00:00Z", "presentment": {"amount": 6600, "currency": "EUR"}}
    {"command": "fulfill", "order": "whole", "fulfillment": "f1", "lines": [{"line": "A",
      "quantity": 1}, {"line": "C", "quantity": 1}]}
    {"command": "fulfill", "order": "whole", "fulfillment": "f2", "lines": [{"line": "A",
      "quantity": 4}]}
    {"command": "cancelFulfillment", "order": "whole", "fulfillment": "f1"}
    {"command": "placeOrder", "order": "open", "currency": "GBP", "lines": [{"line": "A",
      "sku": "MUG", "quantity": 1, "unitPrice": 1000, "location": "LON"}]}
    {"command": "authorizePayment", "order": "open", "payment": "void",
      "tender": {"kind": "gateway", "name": "stripe"}, "amount": 500}
    {"command": "voidAuthorization", "order": "open", "payment": "void"}
    {"command": "authorizePayment", "order": "open", "payment": "lapsed",
      "tender": {"kind": "gateway", "name": "stripe"}, "amount": 500}
    {"command": "expireAuthorization", "order": "open", "payment": "lapsed"}
    {"command": "cancelOrder", "order": "whole", "cancellation": "x1", "lines": [{"line": "A",
      "quantity": 1, "reason": "fraud", "disposition": {"kind": "damaged", "location": "PAR"}}],
      "reason": "customer", "note": "She called.", "refund": {"kind": "storeCredit",
      "account": "credit-1", "expires": "2090-01-01T00:00:00Z"}, "shipping": {"kind": "amount",
      "amount": 10}, "fee": {"amount": 6, "taxCode": "VAT-20", "tax": 1},
      "disposition": {"kind": "damaged", "location": "PAR"}, "notify": true}
    {"command": "requestCancellation", "order": "whole", "cancellation": "q1",
      "party": "warehouse:LON", "expires": "2026-11-23T10:10:00Z", "lines": [{"line": "A",
      "quantity": 1, "reason": "fraud", "disposition": {"kind": "damaged", "location": "PAR"}}],
      "reason": "customer", "note": "She called.", "refund": {"kind": "storeCredit",
      "account": "credit-1", "expires": "2090-01-01T00:00:00Z"}, "shipping": {"kind": "amount",
      "amount": 10}, "fee": {"amount": 6, "taxCode": "VAT-20", "tax": 1},
      "disposition": {"kind": "damaged", "location": "PAR"}, "notify": true}
    {"command": "answerCancellation", "cancellation": "q1", "accepted": true,
      "note": "Not packed yet."}
    {"command": "requestCancellation", "order": "whole", "cancellation": "q2",
      "party": "warehouse:LON", "expires": "2026-11-23T10:10:00Z", "lines": [{"line": "A",
      "quantity": 1, "reason": "fraud", "disposition": {"kind": "damaged", "location": "PAR"}}],
      "reason": "customer", "note": "She called.", "refund": {"kind": "storeCredit",
      "account": "credit-1", "expires": "2090-01-01T00:00:00Z"}, "shipping": {"kind": "amount",
      "amount": 10}, "fee": {"amount": 6, "taxCode": "VAT-20", "tax": 1},
      "disposition": {"kind": "damaged", "location": "PAR"}, "notify": true}
    {"command": "expireCancellationRequest", "at": "2026-11-23T10:20:00Z", "cancellation": "q2"}
    {"command": "cancelOrders", "mode": "each", "document": "list-1",
      "cancellations": [{"order": "whole", "cancellation": "b1", "lines": [{"line": "A",
      "quantity": 1, "reason": "fraud", "disposition": {"kind": "damaged", "location": "PAR"}}],
      "reason": "customer", "note": "She called.", "refund": {"kind": "storeCredit",
      "account": "credit-1", "expires": "2090-01-01T00:00:00Z"}, "shipping": {"kind": "amount",
      "amount": 10}, "fee": {"amount": 6, "taxCode": "VAT-20", "tax": 1},
      "disposition": {"kind": "damaged", "location": "PAR"}, "notify": true}]}
    {"command": "refund", "order": "whole", "refund": "r1", "lines": [{"line": "A",
      "quantity": 1}], "shipping": {"kind": "amount", "amount": 10}, "to": {"kind": "storeCredit",
      "account": "credit-1", "expires": "2090-01-01T00:00:00Z"}, "reason": "other",
      "note": "For the wait.", "notify": true}
    {"command": "refund", "order": "whole", "refund": "r2", "amount": 500, "reason": "other"}
    {"command": "submitRefund", "attempt": "a1", "refund": "r2", "payment": "p2", "amount": 300,
      "reference": "re-1", "presentment": {"amount": 330, "currency": "EUR"}}
    {"command": "settleRefund", "attempt": "a1", "outcome": "failed", "reference": "re-2",
      "failure": "No funds.", "fee": 5}
    {"command": "returnItems", "order": "whole", "return": "rma-1", "lines": [{"line": "A",
      "quantity": 2, "fulfillment": "f2"}], "reason": "customer", "note": "Too small.",
      "location": "PAR", "notify": true}
    {"command": "receiveReturn", "order": "whole", "return": "rma-1", "lines": [{"line": "A",
      "quantity": 1}]}
    {"command": "inspectReturn", "order": "whole", "return": "rma-1", "inspection": "i1",
      "lines": [{"line": "A", "quantity": 1, "disposition": {"kind": "damaged",
      "location": "PAR"}}], "reason": "customer", "note": "Cracked.",
      "refund": {"kind": "storeCredit", "account": "credit-1", "expires": "2090-01-01T00:00:00Z"},
      "shipping": {"kind": "amount", "amount": 10}, "fee": {"amount": 6, "taxCode": "VAT-20",
      "tax": 1}, "disposition": {"kind": "damaged", "location": "PAR"}}
    {"command": "cancelReturn", "order": "whole", "return": "rma-1"}
    {"command": "expireHolds", "at": "2026-11-23T10:20:00Z", "through": "2026-11-23T10:10:00Z"}
    {"command": "placeOrder", "order": "awaited", "currency": "GBP", "lines": [{"line": "A",
      "sku": "RARE", "quantity": 3, "unitPrice": 100, "location": "LON"}], "backorder": true}
    {"command": "receiveStock", "sku": "RARE", "location": "LON", "quantity": 5, "unitCost": 50,
      "currency": "GBP", "reference": "DN-2"}
    {"command": "allocateBackorder", "order": "awaited", "lines": [{"line": "A", "quantity": 3}]}
    {"command": "closePeriod", "through": "2023-11-14T22:13:20Z"}
    {"command": "adjust", "order": "whole", "debit": "1010:till", "credit": "1110:stripe",
      "amount": 100, "currency": "GBP", "reason": "other", "note": "Paid out."}
    {"command": "reverse", "seq": 46, "reason": "staff", "note": "Twice."}
    {"command": "setContact", "customer": "cust-1", "name": "Ann", "email": "ann@example.org",
      "phone": "+44 20 7946 0000", "language": "en-GB"}
    {"command": "issueStoreCredit", "account": "credit-2", "amount": 3000, "currency": "GBP",
      "expires": "2026-11-23T10:10:00Z", "reason": "staff"}
    {"command": "issueGiftCard", "account": "card-2", "amount": 5000, "currency": "GBP",
      "expires": "2090-01-01T00:00:00Z", "tender": {"kind": "manual", "name": "till"},
      "reason": "staff"}
    {"command": "expireCredit", "at": "2026-11-23T10:20:00Z", "account": "credit-2"}
    {"command": "openDispute", "order": "whole", "dispute": "d1", "payment": "p2", "amount": 2000,
      "fee": 15, "presentment": {"amount": 2200, "currency": "EUR"}}
    {"command": "closeDispute", "dispute": "d1", "outcome": "lost", "cancellation": "d1-lost"}
    {"command": "setPolicy", "policy": {"grants": [{"actors": ["staff:ann", "staff:*"],
      "roles": ["manager"]}], "administrators": ["manager"], "rules": [{"rule": "early",
      "roles": ["manager"], "fulfillment": ["unfulfilled"], "payment": ["paid"], "within": 3600,
      "refunds": ["original"]}], "fees": [{"from": 3600, "basisPoints": 500, "taxCode": "VAT-20",
      "taxBasisPoints": 100}], "shipping": "keep", "disposition": "restock", "tenders": ["gateway",
      "manual", "giftCard", "storeCredit"], "approval": {"above": [{"currency": "GBP",
      "amount": 10000}], "roles": ["manager"]}, "refundLimits": [{"rule": "small",
      "roles": ["manager"], "limits": [{"currency": "GBP", "amount": 5000}]}]}}
    {"command": "eraseCustomer", "customer": "cust-1"}
    """#
}
