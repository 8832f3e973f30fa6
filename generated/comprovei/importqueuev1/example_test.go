package importqueuev1_test

import (
	"context"
	"errors"
	"fmt"

	"example.com/wsgen/generated/comprovei/importqueuev1"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
)

// A refused import is an error that holds the reply.
func Example() {
	// Recorded replies stand for the provider; without the option the client calls it.
	provider := soap.WithHTTPClient(wiretest.NewPlay("../../../specs/comprovei/samples", "importqueuev1/uploadDocuments.refused.response.xml"))
	c, err := importqueuev1.NewClient(importqueuev1.EndpointProduction, soap.UserPassword("USUARIO", "SENHA"), provider)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = c.UploadDocuments(context.Background(), &importqueuev1.UploadDocuments{ConteudoArquivo: []byte("<documentos/>")})
	var refusal *soap.Refusal
	if errors.As(err, &refusal) {
		fmt.Println(refusal.Reply.(*importqueuev1.UploadDocumentsResponse).Code == importqueuev1.UploadDocumentsResponseCode4, refusal.Message)
	}
	// Output: true Documento com esta chave já importado
}
