/// Under which licence everybody may use what a programme publishes.
public enum OpenDataLicence {
  /// As SPDX names it.
  public static let code = "CC-BY-4.0"
  /// Where the terms are written out.
  public static let address = "https://creativecommons.org/licenses/by/4.0/"
}
