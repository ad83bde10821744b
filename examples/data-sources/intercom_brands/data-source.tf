data "intercom_brands" "all" {}

output "brand_names" {
  value = [for b in data.intercom_brands.all.brands : b.name]
}
