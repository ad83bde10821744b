list "intercom_audience" "all" {
  provider = intercom
}
