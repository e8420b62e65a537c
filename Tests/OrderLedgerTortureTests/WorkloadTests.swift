import OrderLedger
import Testing

@testable import OrderLedgerModel
@testable import OrderLedgerTorture

@Suite struct WorkloadTests {
  @Test func `every action is in the workload`() {
    let found = Set(Workload.standard.map(\.action.name))
    #expect(Set(Action.forms.keys).subtracting(found) == [])
  }

  @Test func `a shopper's commands are the same whoever asks`() {
    for number in 0..<20 {
      #expect(Shopper(name: "w1").command(number) == Shopper(name: "w1").command(number))
    }
    let keys = (0..<50).compactMap { Shopper(name: "w1").command($0).key }
    #expect(Set(keys).count == 50)
  }
}
