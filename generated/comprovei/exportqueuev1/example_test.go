package exportqueuev1_test

import (
	"context"
	"fmt"

	"example.com/wsgen/generated/comprovei/exportqueuev1"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

// The queues of version 1 take the same credentials by HTTP Basic.
func Example() {
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/comprovei/samples", "exportqueuev1/getExportProtocolStatus.response.xml"))
	c, err := exportqueuev1.NewClient(exportqueuev1.EndpointProduction, soap.UserPassword("USUARIO", "SENHA"), provider)
	if err != nil {
		fmt.Println(err)
		return
	}
	job, err := c.AwaitGetExportProtocolStatus(context.Background(), &exportqueuev1.GetExportProtocolStatus{Protocolo: "202601150a1b2c3d4e5f6"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(job.State, job.Outcome)
	fmt.Println(job.Reply.Url) // a secret: fmt does not print it
	// Output:
	// ready Exportação realizado com sucesso!
	// [redacted]
}
