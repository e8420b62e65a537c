import OrderLedger

extension CustomerChange {
  var sentence: String {
    switch kind {
    case .contactSet: "Contact data of customer \(customer.text) set"
    case .erased: "Personal data of customer \(customer.text) erased"
    case .contactErased: "Contact data erased"
    case .noteErased: "Note of journal transaction \(other ?? 0) erased"
    }
  }
}
