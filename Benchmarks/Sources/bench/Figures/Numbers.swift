import Foundation

/// A whole number with commas: `12,345`.
func grouped(_ value: Double) -> String {
  guard value.isFinite, abs(value) < 1e15 else { return "–" }
  let digits = String(Int(abs(value).rounded()))
  var result = ""
  for (offset, digit) in digits.enumerated() {
    if offset > 0, (digits.count - offset) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return (value.rounded() < 0 ? "−" : "") + result
}

/// A figure with as many decimals as it deserves: three digits, or all of a bigger whole.
func compact(_ value: Double?) -> String {
  guard let value, value.isFinite else { return "–" }
  if abs(value) >= 100 { return grouped(value) }
  return String(format: abs(value) >= 10 ? "%.1f" : "%.2f", value)
}
